import Foundation
import PatternCompiler

/// Compiles the first hundred patterns of files of vectors, which are its arguments.
@main
struct CompilePatterns {
    private struct Vectors: Decodable {
        var patterns: [Vector]
    }

    private struct Vector: Decodable, Hashable {
        var pattern: String
        var flags: String
    }

    static func main() throws {
        var compiled: Set<Vector> = []
        for path in CommandLine.arguments.dropFirst() {
            let file = try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: URL(filePath: path)))
            for vector in file.patterns where compiled.count < 100 {
                guard (try? PatternCompiler.compile(vector.pattern, flags: vector.flags)) != nil else { continue }
                compiled.insert(vector)
            }
        }
        precondition(compiled.count == 100)
    }
}
