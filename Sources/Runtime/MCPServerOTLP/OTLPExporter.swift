#if OTLP
#endif
