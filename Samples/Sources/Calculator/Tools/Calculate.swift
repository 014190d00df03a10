import MCPServer

extension CalculatorApp {
    /// Evaluates a simple arithmetic expression.
    func calculate(_ input: Calculate.Input, _ context: CallContext) async throws -> Calculate.Output {
        do throws(Arithmetic.Fault) {
            return .init(result: try Arithmetic.value(of: input.expression))
        } catch {
            throw ToolError(error.description)
        }
    }
}
