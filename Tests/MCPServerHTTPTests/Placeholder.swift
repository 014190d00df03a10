#if HTTP
import MCPServerHTTP
#endif
