#if HTTP
import MCPServer

extension HTTPOptions {
    /// Writes what tools.yaml can set, under its names; sizes are in bytes, durations in seconds.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.writeKey("host")
        json.write(host)
        let numbers = [
            ("port", port), ("maxBodySize", maxBodySize), ("maxConnections", maxConnections),
            ("maxSessions", maxSessions),
        ]
        for (name, number) in numbers {
            json.writeKey(name)
            json.write(number)
        }
        for (name, duration) in timeouts {
            json.writeKey(name)
            json.write(duration / .seconds(1))
        }
        json.writeKey("trustedProxies")
        json.beginArray()
        for network in trustedProxies { json.write(network) }
        json.endArray()
        json.endObject()
    }
}
#endif
