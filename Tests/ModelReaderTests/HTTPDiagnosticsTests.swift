import Testing

/// Faults of the `http:` section, of its settings and its routes.
@Suite struct HTTPDiagnosticsTests {
    @Test(arguments: examples)
    func reportsFaultsOfTheSection(_ example: Example) {
        #expect(report(example.files) == example.report)
    }

    static let examples: [Example] = [
        Example(
            "a section in another file",
            """
            server: { name: a, version: 1 }
            """,
            """
            http: {}
            tools: []
            """,
            report: """
                2.tools.yaml:1:1: error: 'http' belongs in tools.yaml, beside 'server': one server listens in one place [misplaced-section]
                  note: tools.yaml:1:1: 'server' stands here
                """
        ),
        Example(
            "two sections",
            """
            server: { name: a, version: 1 }
            http: {}
            """,
            """
            http: { port: 1 }
            """,
            report: """
                2.tools.yaml:1:1: error: 'http' belongs in tools.yaml, beside 'server': one server listens in one place [misplaced-section]
                  note: tools.yaml:1:1: 'server' stands here
                """
        ),
        Example(
            "a section twice in one file",
            """
            server: { name: a, version: 1 }
            http: {}
            http: {}
            """,
            report: """
                tools.yaml:3:1: error: duplicate key 'http' [duplicate-key]
                  note: tools.yaml:2:1: 'http' is first defined here
                """
        ),
        Example(
            "a section that is no mapping",
            """
            server: { name: a, version: 1 }
            http: 3000
            """,
            report: """
                tools.yaml:2:7: error: expected a mapping ('{}' for all defaults) for 'http', found an integer [wrong-kind]
                """
        ),
        Example(
            "a section without a value",
            """
            server: { name: a, version: 1 }
            http:
            """,
            report: """
                tools.yaml:2:6: error: 'http' has no value: expected a mapping ('{}' for all defaults) [empty-value]
                """
        ),
        Example(
            "unknown keys",
            """
            server: { name: a, version: 1 }
            http: { hosts: a, trustedProxies: [], zebra: 1 }
            """,
            report: """
                tools.yaml:2:9: error: unknown key 'hosts' in 'http'; did you mean 'host'? [unknown-key]
                tools.yaml:2:39: error: unknown key 'zebra' in 'http': expected host, port, maxBodySize, maxConnections, maxSessions, sessionTimeout, idleTimeout, readTimeout, drainTimeout, trustedProxies, tls or routes [unknown-key]
                """
        ),
        Example(
            "proxies and certificates",
            """
            server: { name: a, version: 1 }
            http:
              trustedProxies: [10.0.0.0/8, 10.0.0.1/8, 0.0.0.0/0, '::/0', proxy, 10.0.0.1, '2001:db8::/129', $A]
              tls: { certificate: '', cert: a }
            """,
            report: """
                tools.yaml:3:32: error: '10.0.0.1/8' is no network: its address has bits behind the first 8, which must be zero [setting-value]
                tools.yaml:3:44: error: '0.0.0.0/0' would let every client say which address is its own: list the networks of your proxies [setting-value]
                tools.yaml:3:55: error: '::/0' would let every client say which address is its own: list the networks of your proxies [setting-value]
                tools.yaml:3:63: error: 'proxy' is no network: write an IP address and the length of its prefix, such as 10.0.0.0/8 [setting-value]
                tools.yaml:3:70: error: '10.0.0.1' is no network: write 10.0.0.1/32 if this one address is meant [setting-value]
                tools.yaml:3:80: error: '2001:db8::/129' is no network: the length of its prefix is a whole number from 0 to 128 [setting-value]
                tools.yaml:3:98: error: a setting stands for the whole list, its text being separated by commas: write it without [ ] [setting-syntax]
                tools.yaml:4:3: error: 'tls' needs 'key', the path of a PEM file [missing-key]
                tools.yaml:4:23: error: '' is no path of a file: name the file that holds the text [setting-value]
                tools.yaml:4:27: error: unknown key 'cert' in 'tls': expected certificate or key [unknown-key]
                """
        ),
        Example(
            "values of wrong kinds",
            """
            server: { name: a, version: 1 }
            http: { host: [a], port: {}, maxBodySize: , routes: [] }
            """,
            report: """
                tools.yaml:2:15: error: expected a host or a setting ($NAME) for 'host', found a list [wrong-kind]
                tools.yaml:2:26: error: expected a port or a setting ($NAME) for 'port', found a mapping [wrong-kind]
                tools.yaml:2:43: error: 'maxBodySize' has no value: expected a size (4MiB) or a setting ($NAME) [empty-value]
                tools.yaml:2:53: error: expected a mapping of paths ('/mcp: { kind: mcp }') for 'routes', found a list [wrong-kind]
                """
        ),
        Example(
            "values that their keys do not take",
            """
            server: { name: a, version: 1 }
            http:
              host: http://localhost
              port: 65536
              maxBodySize: 4MB
            """,
            report: """
                tools.yaml:3:9: error: 'http://localhost' is no host: write an IP address or a host name, without a scheme and without a port [setting-value]
                tools.yaml:4:9: error: '65536' is no port: write a whole number from 0 to 65535 [setting-value]
                tools.yaml:5:16: error: '4MB' is no size: write a whole number of bytes, or one with KiB, MiB or GiB, such as 4MiB [setting-value]
                """
        ),
        Example(
            "defaults that their keys do not take",
            """
            server: { name: a, version: 1 }
            http:
              host: $HOST ?? localhost:3000
              port: $PORT ?? ""
              maxBodySize: $SIZE ?? 0
            """,
            report: """
                tools.yaml:3:9: error: the default 'localhost:3000' is no host: write an IP address or a host name, without a scheme and without a port [setting-value]
                tools.yaml:4:9: error: the default '' is no port: write a whole number from 0 to 65535 [setting-value]
                tools.yaml:5:16: error: the default '0' would refuse every request: write a size above zero [setting-value]
                """
        ),
        Example(
            "what is no setting",
            """
            server: { name: a, version: 1 }
            http:
              host: ${HOST}
              port: $port
              maxBodySize: 1$X
            """,
            report: """
                tools.yaml:3:9: error: '${HOST}' is no setting: write '$NAME' or '$NAME ?? default', the name in the capital letters A to Z, digits and '_' [setting-syntax]
                tools.yaml:4:9: error: '$port' is no setting: write '$NAME' or '$NAME ?? default', the name in the capital letters A to Z, digits and '_' [setting-syntax]
                tools.yaml:5:16: error: a setting is a whole value, not a part of '1$X': write '$$' if a dollar is meant [setting-syntax]
                """
        ),
        Example(
            "defaults that are not written to their end",
            """
            server: { name: a, version: 1 }
            http:
              host: $HOST ??
              port: $PORT ?? '1
              maxBodySize: $SIZE ?? $OTHER
            """,
            report: """
                tools.yaml:3:9: error: nothing stands behind '??': write the default, or "" if it is the empty text [setting-syntax]
                tools.yaml:4:9: error: the default ''1' must end with the quote that it begins with: inside { }, quote the whole value where it has a comma [setting-syntax]
                tools.yaml:5:16: error: a setting is a whole value, not a part of '$OTHER': write '$$' if a dollar is meant [setting-syntax]
                """
        ),
        Example(
            "paths that no route can have",
            """
            server: { name: a, version: 1 }
            http:
              routes:
                /mcp: { kind: mcp }
                health: { kind: health }
                /a b: { kind: health }
                /a//b: { kind: health }
                /a/: { kind: health }
                /../a: { kind: health }
                /{id}: { kind: health }
            """,
            report: """
                tools.yaml:5:5: error: 'health' is no path: a path begins with '/' [route-path]
                tools.yaml:6:5: error: '/a b' is no path: a path is made of ASCII letters, digits and '-', '.', '_', '~' and '/' [route-path]
                tools.yaml:7:5: error: '/a//b' is no path: a path has no empty part, no '.' and no '..', and no '/' at its end [route-path]
                tools.yaml:8:5: error: '/a/' is no path: a path has no empty part, no '.' and no '..', and no '/' at its end [route-path]
                tools.yaml:9:5: error: '/../a' is no path: a path has no empty part, no '.' and no '..', and no '/' at its end [route-path]
                tools.yaml:10:5: error: '/{id}' is no path: a path is made of ASCII letters, digits and '-', '.', '_', '~' and '/' [route-path]
                """
        ),
        Example(
            "a path twice",
            """
            server: { name: a, version: 1 }
            http:
              routes:
                /mcp: { kind: mcp }
                '/mcp': { kind: health }
            """,
            report: """
                tools.yaml:5:5: error: duplicate key '/mcp' [duplicate-key]
                  note: tools.yaml:4:5: '/mcp' is first defined here
                """
        ),
        Example(
            "no routes",
            """
            server: { name: a, version: 1 }
            http: { routes: {} }
            """,
            report: """
                tools.yaml:2:9: error: no route is of kind mcp, so that no client could call a tool: add '/mcp: { kind: mcp }' [mcp-route]
                """
        ),
        Example(
            "no route of MCP",
            """
            server: { name: a, version: 1 }
            http: { routes: { /healthz: { kind: health } } }
            """,
            report: """
                tools.yaml:2:9: error: no route is of kind mcp, so that no client could call a tool: add '/mcp: { kind: mcp }' [mcp-route]
                """
        ),
        Example(
            "two routes of MCP",
            """
            server: { name: a, version: 1 }
            http:
              routes:
                /a: { kind: mcp }
                /b: { kind: mcp }
            """,
            report: """
                tools.yaml:5:5: error: a second route of kind mcp is not supported yet: a session belongs to the one path that began it [mcp-route]
                  note: tools.yaml:4:5: '/a' is of kind mcp
                """
        ),
        Example(
            "no word of a missing route where a kind is wrong",
            """
            server: { name: a, version: 1 }
            http: { routes: { /mcp: { kind: mpc } } }
            """,
            report: """
                tools.yaml:2:33: error: unknown kind 'mpc' of a route; did you mean 'mcp'? [unknown-kind]
                """
        ),
        Example(
            "routes of wrong kinds",
            """
            server: { name: a, version: 1 }
            http:
              routes:
                /mcp: { kind: mcp }
                /a: health
                /b:
                /c: {}
                /d: { kind: [health] }
                /e: { kind: webpage }
                /f: { kind: health, middleware: correlation }
            """,
            report: """
                tools.yaml:5:9: error: expected a mapping with 'kind' for route '/a', found text [wrong-kind]
                tools.yaml:6:8: error: route '/b' has no value: expected a mapping with 'kind' [empty-value]
                tools.yaml:7:5: error: route '/c' needs 'kind' [missing-key]
                tools.yaml:8:17: error: expected text for 'kind', found a list [wrong-kind]
                tools.yaml:9:17: error: unknown kind 'webpage' of a route: expected mcp, health, readiness, metrics, webhook or custom [unknown-kind]
                tools.yaml:10:37: error: expected a list of stages ('- correlation') for 'middleware', found text [wrong-kind]
                """
        ),
        Example(
            "functions of routes",
            """
            server: { name: a, version: 1 }
            http:
              routes:
                /mcp: { kind: mcp, handler: orders }
                /a: { kind: webhook, handler: Orders, middleware: [custom: A] }
                /b: { kind: webhook, handler: b, payload: Order, answer: soon, middleware: [custom: A] }
                /c: { kind: webhook, handler: c, payload: string, middleware: [custom: A] }
                /d: { kind: webhook, handler: d, payload: 'Order?', middleware: [custom: A] }
                /e: { kind: webhook, handler: e, payload: [], middleware: [custom: A] }
                /f: { kind: custom, payload: { a: string } }
                /g: { kind: webhook }
            types: { Order: { type: object, properties: {} } }
            """,
            report: """
                tools.yaml:4:24: error: 'handler' is for routes of kind webhook and custom, and route '/mcp' is of kind mcp [misplaced-key]
                tools.yaml:5:35: error: 'Orders' is no name of a Swift function: write letters and digits, such as 'isFree' [swift-name]
                tools.yaml:6:62: error: 'answer' cannot be 'soon': expected handled or accepted [unknown-word]
                tools.yaml:7:47: error: 'string' is no type of yours: name one from 'types', or write the properties in a mapping [unknown-type]
                tools.yaml:8:47: error: 'Order?' is no type of yours: name one from 'types', or write the properties in a mapping [unknown-type]
                tools.yaml:9:47: error: expected a mapping of properties, or the name of a type for 'payload', found a list [wrong-kind]
                tools.yaml:10:5: error: route '/f' needs 'handler', the name of a function of yours that answers [missing-key]
                tools.yaml:10:25: error: 'payload' is for routes of kind webhook, and route '/f' is of kind custom [misplaced-key]
                tools.yaml:11:5: error: route '/g' needs 'handler', the name of a function of yours that answers [missing-key]
                tools.yaml:11:5: warning: '/g' has no 'webhookSignature': everybody who reaches the port could make the server believe that something has happened; add 'webhookSignature: { scheme: standard, secret: $WEBHOOK_SECRET }' [unsigned-webhook]
                """
        ),
        Example(
            "signatures of webhooks",
            """
            server: { name: a, version: 1 }
            http:
              routes:
                /mcp: { kind: mcp }
                /a: { kind: webhook, handler: a, middleware: [webhookSignature] }
                /b: { kind: webhook, handler: b, middleware: [webhookSignature: { scheme: paddle }] }
                /c: { kind: webhook, handler: c, middleware: [webhookSignature: { scheme: github, secret: hunter2, tolerance: 5m }] }
                /d: { kind: webhook, handler: d, middleware: [webhookSignature: { scheme: slack, secret: $S ?? hunter2 }] }
                /e: { kind: webhook, handler: e, middleware: [webhookSignature: { scheme: slack, secret: $S, window: 5m }] }
            """,
            report: """
                tools.yaml:5:51: error: 'webhookSignature' alone says too little: write 'webhookSignature: { scheme: standard, secret: $WEBHOOK_SECRET }' [missing-key]
                tools.yaml:6:51: error: 'webhookSignature' needs 'secret': write 'webhookSignature: { scheme: standard, secret: $WEBHOOK_SECRET }' [missing-key]
                tools.yaml:6:79: error: 'scheme' cannot be 'paddle': expected standard, github, stripe or slack [unknown-word]
                tools.yaml:7:95: error: 'secret' is not written into YAML, which more people read than may call: write a setting, $WEBHOOK_SECRET, and set it where the server runs [plain-secret]
                tools.yaml:7:115: error: 'tolerance' bounds the age of signatures, and GitHub's state no time: leave it out [misplaced-key]
                tools.yaml:8:94: error: the default of 'secret' would be known to everybody who reads the YAML: leave it out [setting-value]
                tools.yaml:9:98: error: unknown key 'window' in 'webhookSignature': expected scheme, secret or tolerance [unknown-key]
                """
        ),
        Example(
            "unknown keys of a route",
            """
            server: { name: a, version: 1 }
            http: { routes: { /mcp: { kind: mcp, middlewares: [], timeout: 1 } } }
            """,
            report: """
                tools.yaml:2:38: error: unknown key 'middlewares' in route '/mcp'; did you mean 'middleware'? [unknown-key]
                tools.yaml:2:55: error: unknown key 'timeout' in route '/mcp': expected kind, handler, payload, answer or middleware [unknown-key]
                """
        ),
    ]
}
