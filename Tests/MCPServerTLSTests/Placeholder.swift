#if TLS
import MCPServerTLS
import Testing
#endif
