@_exported public import MCPServer
