// Generated code and handlers see one module.
@_exported public import ToolValidation
