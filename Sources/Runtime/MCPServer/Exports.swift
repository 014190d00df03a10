// Generated code and handlers see one module, and a handler names the logger's type without an import of its own.
@_exported public import Logging
@_exported public import ToolValidation
