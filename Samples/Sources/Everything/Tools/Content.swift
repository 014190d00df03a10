import MCPServer

/// Each kind of content that a tool can answer with.
extension EverythingApp {
    func testSimpleText(_ context: CallContext) async throws -> ToolResult {
        .text("This is a simple text response for testing.")
    }

    func testImageContent(_ context: CallContext) async throws -> ToolResult {
        ToolResult([.image(Media.redPixel, mimeType: "image/png")])
    }

    func testAudioContent(_ context: CallContext) async throws -> ToolResult {
        ToolResult([.audio(Media.silence, mimeType: "audio/wav")])
    }

    func testEmbeddedResource(_ context: CallContext) async throws -> ToolResult {
        ToolResult([
            .resource(
                uri: "test://embedded-resource",
                mimeType: "text/plain",
                text: "This is an embedded resource content."
            )
        ])
    }

    func testResourceLink(_ context: CallContext) async throws -> ToolResult {
        let link = ResourceLink(
            uri: "test://static-text",
            name: "static-text",
            title: "A text",
            mimeType: "text/plain",
            size: 45
        )
        return ToolResult([.resourceLink(link).annotated(ContentAnnotations(audience: [.user], priority: 0.5))])
    }

    func testMultipleContentTypes(_ context: CallContext) async throws -> ToolResult {
        ToolResult([
            .text("Multiple content types test:"),
            .image(Media.redPixel, mimeType: "image/png"),
            .resource(
                uri: "test://mixed-content-resource",
                mimeType: "application/json",
                text: #"{"test":"data","value":123}"#
            ),
        ])
    }

    func testStructuredContent(
        _ input: TestStructuredContent.Input,
        _ context: CallContext
    ) async throws -> TestStructuredContent.Output {
        .init(city: input.city, temperature: 21.5, conditions: .sun)
    }

    func testErrorHandling(_ context: CallContext) async throws -> ToolResult {
        .error("This tool intentionally returns an error for testing")
    }
}

/// The smallest files of their kinds.
enum Media {
    /// A PNG of one red pixel.
    static let redPixel: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00,
        0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xDE, 0x00, 0x00, 0x00,
        0x0C, 0x49, 0x44, 0x41, 0x54, 0x08, 0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0x00, 0x00, 0x03, 0x01, 0x01, 0x00, 0x18,
        0xDD, 0x8D, 0xB0, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    /// A WAV file of eight silent samples: 8 bits, mono, 8 kHz.
    static let silence: [UInt8] =
        Array("RIFF".utf8) + [0x2C, 0x00, 0x00, 0x00] + Array("WAVEfmt ".utf8)
        + [
            0x10, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x40, 0x1F, 0x00, 0x00, 0x40, 0x1F, 0x00, 0x00, 0x01, 0x00,
            0x08, 0x00,
        ]
        + Array("data".utf8) + [0x08, 0x00, 0x00, 0x00] + [UInt8](repeating: 0x80, count: 8)
}
