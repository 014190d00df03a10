#ifndef SWIFT_MCP_GENERATOR_CLIBYAML_SHIM_H
#define SWIFT_MCP_GENERATOR_CLIBYAML_SHIM_H

// Where libyaml is missing, this one error stands in place of a dozen about unknown yaml_* names.
#if __has_include(<yaml.h>)
#include <yaml.h>
#else
#error "swift-mcp-generator needs the headers of libyaml. Install them with one of: apt-get install libyaml-dev (Debian, Ubuntu); brew install libyaml (macOS); dnf install libyaml-devel (Fedora, Amazon Linux)"
#endif

#endif
