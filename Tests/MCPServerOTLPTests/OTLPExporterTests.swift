#if OTLP
import MCPServerOTLP
#endif
