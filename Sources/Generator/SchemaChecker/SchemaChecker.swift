public import Diagnostics
public import ToolModel
public enum SchemaChecker { public static func lint(_ server: ServerDefinition) -> [Diagnostic] { [] } }
