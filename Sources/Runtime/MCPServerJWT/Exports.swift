#if JWT
public import MCPServerHTTP
#endif
