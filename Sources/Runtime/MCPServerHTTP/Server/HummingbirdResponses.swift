#if HTTP
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1

extension ServerResponse {
    /// The header fields as they are sent.
    func finalHeaders(bodySize: Int?) -> HTTPFields {
        var headers = headers
        if let bodySize, status != .noContent { headers[.contentLength] = String(bodySize) }
        if closesConnection { headers[.connection] = "close" }
        return headers
    }

    /// The response as Hummingbird has it. `headers` and the end of streams are complete; a body that is there already
    /// counts as sent.
    func hummingbird(isHead: Bool) -> Response {
        switch body {
        case .none:
            ended(End(bytes: 0, isComplete: true))
            return Response(status: status, headers: finalHeaders(bodySize: 0))
        case .bytes(let buffer): return hummingbird(isHead, buffer.readableBytes, ResponseBody(byteBuffer: buffer))
        case .parts(let parts): return hummingbird(isHead, parts.byteCount, ResponseBody(contentsOf: parts))
        case .events(let events):
            let body = ResponseBody { writer in
                // The closure may be called once only, but the compiler does not know.
                var sink = writer
                let end = await events.write { try await sink.write($0) }
                ended(end)
                try await writer.finish(nil)
            }
            return Response(status: status, headers: finalHeaders(bodySize: nil), body: body)
        }
    }

    private func hummingbird(_ isHead: Bool, _ size: Int, _ body: ResponseBody) -> Response {
        ended(End(bytes: isHead ? 0 : size, isComplete: true))
        return Response(status: status, headers: finalHeaders(bodySize: size), body: isHead ? ResponseBody() : body)
    }
}

extension [ByteBuffer] {
    var byteCount: Int { reduce(0) { $0 + $1.readableBytes } }
}

extension Request {
    /// Reads the body, into one array.
    func bodyReader() -> BodyReader {
        { [body] limit in
            var bytes: [UInt8] = []
            for try await buffer in body {
                guard bytes.count + buffer.readableBytes <= limit else { throw BodyTooLarge() }
                // Most bodies are one buffer.
                if bytes.isEmpty { bytes = Array(buffer: buffer) } else { bytes += buffer.readableBytesView }
            }
            return bytes
        }
    }
}
#endif
