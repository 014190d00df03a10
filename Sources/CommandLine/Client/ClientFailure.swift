/// Why a server could not be asked.
struct ClientFailure: Error, Equatable {
    /// What went wrong, as far as a program needs to know.
    enum Cause: Equatable {
        /// Nothing came in time.
        case silence
        /// An answer began, and did not go on in time.
        case stall
        /// There was no connection, or it ended before an answer began.
        case unreachable
        /// There was a connection, but no trust in it: TLS could not be spoken.
        case insecure
        /// The answer ended before it was complete.
        case cut
        /// HTTP's own refusal.
        case refusal(HTTPRefusal)
        /// The answer is no message of the protocol.
        case foreign
        /// The protocol's refusal.
        case error(ProtocolError)
        /// All else.
        case other
    }

    /// What went wrong, in words for the user.
    var message: String
    var cause = Cause.other

    /// Whether it is silence that was the reason.
    var isSilence: Bool { cause == .silence || cause == .stall }
}

/// A status of HTTP that is no success, with what came with it.
struct HTTPRefusal: Equatable {
    var status: Int
    /// What the server said, if anything that a person would want to read.
    var text: String
}
