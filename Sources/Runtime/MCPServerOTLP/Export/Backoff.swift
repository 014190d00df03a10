#if OTLP
/// How long to wait before another attempt: twice as long each time, and not as long as others who wait, too.
struct Backoff: Sendable {
    var first = Duration.seconds(1)
    var longest = Duration.seconds(16)

    /// The time after an attempt, the first of which is 0. Of its second half the jitter says how much, from 0 to 1.
    func delay(after attempt: Int, jitter: Double = .random(in: 0...1)) -> Duration {
        min(longest, first * (1 << min(attempt, 16))) * (0.5 + jitter / 2)
    }
}
#endif
