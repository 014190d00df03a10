#if JWT
import MCPServerJWT
import Testing
#endif
