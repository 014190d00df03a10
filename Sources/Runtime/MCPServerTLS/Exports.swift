#if TLS
public import MCPServerHTTP
#endif
