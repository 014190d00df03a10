#if HTTP
// Generated code and stages see one module, and name the types of requests and services without imports of their own.
@_exported public import struct Digests.APIKey
@_exported public import HTTPTypes
@_exported public import MCPServer
@_exported public import ServiceLifecycle
#endif
