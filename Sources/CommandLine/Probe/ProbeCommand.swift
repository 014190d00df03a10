import ArgumentParser
import Foundation
import ToolValidation

/// `mcp-generator probe`: says whether a server is well and, if not, what is broken.
struct ProbeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe",
        abstract: "Say whether an MCP server is well, how long each step took, and what is broken.",
        discussion: """
            Does what a client does: looks up the host name, connects, begins TLS for https, sends a first request, and \
            lists the tools; with --call it calls one. In a session of an older revision it also looks whether the server \
            refuses sessions that it never opened. No redirect is followed.

            What is broken is said with its layer: dns, tcp, tls, http (no answer, or a status that no stage gives), stage \
            (401, 403, 421, 429, 408, 413, 503 or 504, with the stage that refused where that can be told), stream (an \
            answer that was cut off), protocol, session or tool.

            The exit code is 0 if the server is well, 1 if it is broken, and 64 if the command line is wrong. --watch ends \
            with 0 if all probes went well, and with 1 otherwise.

            EXAMPLES:
              mcp-generator probe https://example.com/mcp
              mcp-generator probe http://127.0.0.1:3000/mcp --call add --arguments '{"a": 1, "b": 2}'
              mcp-generator probe http://127.0.0.1:3000/mcp --json | jq -r .layer
              mcp-generator probe http://127.0.0.1:3000/mcp --watch --interval 60
            """
    )

    @Option(help: ArgumentHelp("A tool to call.", valueName: "tool"))
    var call: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What to call it with, as a JSON object. (default: {})", valueName: "json")
    )
    var arguments: String?

    @Option(help: ArgumentHelp("The revisions to speak: auto, modern (2026-07-28) or legacy.", valueName: "era"))
    var era = EraChoice.auto

    @Flag(help: "Print a JSON object with the verdict, the layer, and the milliseconds of each step.")
    var json = false

    @Flag(help: "Repeat until interrupted: a line for each probe, and a summary at the end.")
    var watch = false

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How often to --watch, in seconds. (default: 30)", valueName: "seconds")
    )
    var interval: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How long to wait in each step, in seconds.", valueName: "seconds")
    )
    var timeout: Double = 10

    @OptionGroup var headers: HeaderOptions

    @Argument(help: ArgumentHelp("The URL of the MCP endpoint.", valueName: "url"))
    var url: String

    /// What to do.
    func probe(environment: [String: String]) throws -> Probe {
        let fields: [HeaderField]
        do throws(ClientFailure) {
            fields = try headers.fields(environment: environment)
        } catch {
            throw ValidationError(error.message)
        }
        return Probe(
            url: try HeaderOptions.url(url),
            headers: fields,
            timeout: .seconds(timeout),
            era: era,
            call: try toolCall()
        )
    }

    private func toolCall() throws -> Probe.Call? {
        guard let call else {
            guard arguments == nil else { throw ValidationError("--arguments are for a tool: name it with --call.") }
            return nil
        }
        guard let arguments else { return Probe.Call(tool: call, arguments: [:]) }
        guard case .object(let object)? = try? JSONValue.read(arguments.utf8) else {
            throw ValidationError("--arguments is no JSON object. Write it like '{\"a\": 1}'.")
        }
        return Probe.Call(tool: call, arguments: object)
    }

    func validate() throws {
        guard timeout > 0, timeout <= 1_000_000 else {
            throw ValidationError("--timeout must be more than 0 and at most 1000000 seconds.")
        }
        if let interval {
            guard watch else { throw ValidationError("--interval is for --watch.") }
            guard interval >= 0.1, interval <= 1_000_000 else {
                throw ValidationError("--interval must be at least 0.1 and at most 1000000 seconds.")
            }
        }
        _ = try probe(environment: ProcessInfo.processInfo.environment)
    }

    func run() throws {
        let probe = try probe(environment: ProcessInfo.processInfo.environment)
        HeaderOptions.warn(of: probe.headers, to: probe.url)
        if watch { ProbeWatch(printsJSON: json).run(probe, every: .seconds(interval ?? 30)) }
        let report = probe.run()
        print(json ? JSONValue.object(report.json).jsonText : ProbeText.table(report))
        guard report.isWell else { throw ExitCode.failure }
    }
}

extension EraChoice: ExpressibleByArgument {}
