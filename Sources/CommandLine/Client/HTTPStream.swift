import Dispatch
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// One request over HTTP and the answer to it as it arrives, for a caller who waits in his own thread.
final class HTTPStream: Sendable {
    enum Event: Sendable {
        case head(HTTPResponse.Head)
        case data(Data)
        case end(failure: String?)
    }

    /// Invariant: there are as many events as the semaphore has been signalled and not waited for.
    private let events = Mutex<[Event]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    func add(_ event: Event) {
        events.withLock { $0.append(event) }
        arrivals.signal()
    }

    /// Waits for the next event; nothing when the time is up.
    func next(before deadline: ContinuousClock.Instant) -> Event? {
        let left = max(ContinuousClock.now.duration(to: deadline) / .nanoseconds(1), 0)
        let time = DispatchTime.now() + .nanoseconds(Int(min(left, 1e18)))
        guard arrivals.wait(timeout: time) == .success else { return nil }
        return events.withLock { $0.removeFirst() }
    }
}

/// Hands what URLSession reports to the stream of each task.
final class HTTPStreams: NSObject, URLSessionDataDelegate, Sendable {
    private let streams = Mutex<[Int: HTTPStream]>([:])

    /// Starts a task and answers the stream of what comes back.
    func start(_ task: URLSessionDataTask) -> HTTPStream {
        let stream = HTTPStream()
        streams.withLock { $0[task.taskIdentifier] = stream }
        task.resume()
        return stream
    }

    private func stream(of task: URLSessionTask) -> HTTPStream? {
        streams.withLock { $0[task.taskIdentifier] }
    }

    func urlSession(
        _ session: URLSession,
        dataTask: URLSessionDataTask,
        didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        if let response = response as? HTTPURLResponse {
            stream(of: dataTask)?.add(.head(HTTPResponse.Head(response)))
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        stream(of: dataTask)?.add(.data(data))
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let stream = streams.withLock { $0.removeValue(forKey: task.taskIdentifier) }
        stream?.add(.end(failure: error.map { $0.localizedDescription }))
    }

    /// Redirects are not followed: they would carry a bearer token to a place that nobody named.
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
