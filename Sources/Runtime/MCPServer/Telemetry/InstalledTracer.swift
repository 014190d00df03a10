package import Tracing

/// The tracer that the process has been given, if it has been given one. Servers ask once, when they are made: without one
/// nothing is traced, and nothing is spent on it.
package func installedTracer() -> (any Tracer)? {
    let tracer = InstrumentationSystem.tracer
    return tracer is NoOpTracer ? nil : tracer
}
