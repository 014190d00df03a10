/// The forms of generated code that this runtime can work with.
///
/// Every generated file names the form it was written in, so that a file that was checked in years ago fails to compile
/// with a sentence that says what to do, and not with a hundred errors.
///
/// ```swift
/// private typealias GeneratedFormatVersion = GeneratedFormat.V1
/// ```
public enum GeneratedFormat {
    /// The present form.
    public enum V1 {}

    /// The form before the first release.
    @available(
        *,
        unavailable,
        message: """
            this file was generated for another version of swift-mcp-generator; \
            run: swift package generate-tools --check-in
            """
    )
    public enum V0 {}
}
