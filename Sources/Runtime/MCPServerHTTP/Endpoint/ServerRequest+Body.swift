#if HTTP
import HTTPTypes

/// How a request is answered whose body cannot be read.
struct BodyRefusal: Error {
    let response: ServerResponse
}

extension ServerRequest {
    /// Reads the body of a request that is not one of the protocol's, within the bounds of its route.
    func receiveBody() async throws(BodyRefusal) -> [UInt8] {
        do {
            return try await readBody(upTo: bounds.bodySize)
        } catch is BodyTooLarge {
            throw BodyRefusal(response: .bodyTooLarge(bounds.bodySize, for: self))
        } catch is BodyTooSlow {
            let message = "Request Timeout: the body did not arrive in time"
            throw BodyRefusal(response: .denial(.requestTimeout, message, for: self).closingConnection())
        } catch {
            // The framing of HTTP is broken: what follows on this connection cannot be read.
            let message = "Bad Request: the body could not be read"
            throw BodyRefusal(response: .refusal(.badRequest, message, for: self).closingConnection())
        }
    }
}
#endif
