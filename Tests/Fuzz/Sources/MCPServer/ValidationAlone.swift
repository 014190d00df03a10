// All of the runtime that emitted types need, under the name by which they import it.
@_exported public import ToolValidation
