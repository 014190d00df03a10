import MCPServer
import MCPServerTesting
import Testing

@testable import Calculator

@Suite struct CalculatorTests {
    private let client = CalculatorServer(tools: CalculatorApp()).testClient()

    @Test func addsAndMultiplies() async throws {
        let output = try await client.calculate(.init(expression: "1 + 2 * (3 - 4)"))
        #expect(output.result == -1)
    }

    @Test func echoes() async throws {
        #expect(try await client.echo(.init(message: "hello")).text == "hello")
    }

    @Test func refusesWhatIsNoArithmetic() async throws {
        let error = await #expect(throws: ToolFailure.self) {
            try await client.calculate(.init(expression: "process.exit()"))
        }
        #expect(error?.issues.map(\.message) == ["Only arithmetic operators allowed"])
    }

    @Test(arguments: [
        ("1+1", 2), ("-2*-3", 6), ("2*(3+4)/7", 2), ("1.5 + .5", 2), ("--1", 1), ("8/4/2", 1), ("2-3-4", -5),
        ("10.", 10),
    ])
    func evaluates(expression: String, value: Double) throws {
        #expect(try Arithmetic.value(of: expression) == value)
    }

    @Test(arguments: [
        ("1/0", Arithmetic.Fault.divisionByZero), ("", .unexpectedEnd), ("1+", .unexpectedEnd), ("(1", .unexpectedEnd),
        ("1 2", .unexpected("2", position: 3)), (")", .unexpected(")", position: 1)),
        ("1.2.3", .malformedNumber("1.2.3")),
        ("1000000000*1000000000", .tooLarge), (String(repeating: "(", count: 200), .tooDeep),
        (String(repeating: "-", count: 999) + "1", .tooDeep),
    ])
    func refuses(expression: String, fault: Arithmetic.Fault) {
        #expect(throws: fault) { try Arithmetic.value(of: expression) }
    }
}
