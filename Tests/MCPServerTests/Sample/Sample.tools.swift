// Hand-written in the form of generated code: what the emitter has to produce, kept compiling here.
// swift-format-ignore-file
public import MCPServer

private typealias GeneratedFormatVersion = GeneratedFormat.V1

/// Echoes the provided message.
nonisolated public enum Echo {
    public struct Input: ToolValue {
        public var message: Swift.String
        public init(message: Swift.String) {
            self.message = message
        }
        public init?(reading json: inout JSONReader, issues: inout Issues) {
            var object = json.enterObject(Self.rules, &issues)
            var message: Swift.String?
            while let place = json.nextProperty(&object, &issues) {
                switch place {
                case 0: message = json.readString(.any, &issues)
                default: json.skipValue()
                }
            }
            guard object.isComplete, let message else { return nil }
            self.message = message
        }
        public func write(to json: inout JSONWriter) {
            json.beginObject()
            json.writeKey("message")
            json.write(message)
            json.endObject()
        }
        private static let rules = ObjectRules([.required("message")])
    }
}

/// Returns the count of active MCP sessions.
nonisolated public enum ListSessions {
    public struct Output: ToolValue {
        public var active: Swift.Int
        public init(active: Swift.Int) {
            self.active = active
        }
        public init?(reading json: inout JSONReader, issues: inout Issues) {
            var object = json.enterObject(Self.rules, &issues)
            var active: Swift.Int?
            while let place = json.nextProperty(&object, &issues) {
                switch place {
                case 0: active = json.readInteger(.any, &issues)
                default: json.skipValue()
                }
            }
            guard object.isComplete, let active else { return nil }
            self.active = active
        }
        public func write(to json: inout JSONWriter) {
            json.beginObject()
            json.writeKey("active")
            json.write(active)
            json.endObject()
        }
        private static let rules = ObjectRules([.required("active")])
    }
}

/// Evaluates a simple arithmetic expression.
nonisolated public enum Calculate {
    public struct Input: ToolValue {
        public var expression: Swift.String
        public init(expression: Swift.String) {
            self.expression = expression
        }
        public init?(reading json: inout JSONReader, issues: inout Issues) {
            var object = json.enterObject(Self.rules, &issues)
            var expression: Swift.String?
            while let place = json.nextProperty(&object, &issues) {
                switch place {
                case 0: expression = json.readString(Self.expressionRules, &issues)
                default: json.skipValue()
                }
            }
            guard object.isComplete, let expression else { return nil }
            self.expression = expression
        }
        public func write(to json: inout JSONWriter) {
            json.beginObject()
            json.writeKey("expression")
            json.write(expression)
            json.endObject()
        }
        private static let rules = ObjectRules([.required("expression")])
        private static let expressionRules = StringRules(checks: [
            Check(.max(40)), Check(.startsWith("1"), message: "Only arithmetic operators allowed"),
        ])
    }
    public struct Output: ToolValue {
        public var result: Swift.Double
        public init(result: Swift.Double) {
            self.result = result
        }
        public init?(reading json: inout JSONReader, issues: inout Issues) {
            var object = json.enterObject(Self.rules, &issues)
            var result: Swift.Double?
            while let place = json.nextProperty(&object, &issues) {
                switch place {
                case 0: result = json.readNumber(.any, &issues)
                default: json.skipValue()
                }
            }
            guard object.isComplete, let result else { return nil }
            self.result = result
        }
        public func write(to json: inout JSONWriter) {
            json.beginObject()
            json.writeKey("result")
            json.write(result)
            json.endObject()
        }
        private static let rules = ObjectRules([.required("result")])
    }
}

/// Lists numbers: an output that is no object.
nonisolated public enum Range {
    public struct Output: ToolValue {
        public var elements: [Swift.Double]
        public init(_ elements: [Swift.Double]) {
            self.elements = elements
        }
        public init?(reading json: inout JSONReader, issues: inout Issues) {
            guard let elements = json.readArray(.any, &issues, of: { $0.readNumber(.any, &$1) }) else { return nil }
            self.elements = elements
        }
        public func write(to json: inout JSONWriter) {
            json.beginArray()
            for element in elements { json.write(element) }
            json.endArray()
        }
    }
}
