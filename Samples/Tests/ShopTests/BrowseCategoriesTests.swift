import MCPServer
import MCPServerTesting
import Testing

@testable import Shop

@Suite struct BrowseCategoriesTests {
    @Test func countsWhatIsBelow() async throws {
        let client = try makeServer().testClient()
        let tree = try await client.browseCategories(.init())
        #expect(tree.slugs == ["all", "tea", "green-tea", "black-tea", "herbal-tea", "teaware", "teapots", "cups"])
        #expect(tree.products == 8)
        let teaware = try await client.browseCategories(.init(below: "teaware"))
        #expect(teaware.products == 3)
        #expect(teaware.children.map(\.products) == [2, 1])
    }

    /// The named type can be read outside of any tool.
    @Test func readsATree() throws {
        let leaf = #"{"slug": "b", "title": "B", "products": 1, "children": []}"#
        let tree = try Category.read(#"{"slug": "a", "title": "A", "products": 1, "children": [\#(leaf)]}"#.utf8)
        #expect(tree.children.first?.slug == "b")
    }

    @Test func saysWhereInATree() {
        let leaf = #"{"slug": "Leaf", "title": "", "products": -1}"#
        let branch = #"{"slug": "branch", "title": "B", "products": 1, "children": [\#(leaf)]}"#
        let error = #expect(throws: InvalidInput.self) {
            try Category.read(#"{"slug": "root", "title": "R", "products": 1, "children": [\#(branch), 7]}"#.utf8)
        }
        guard case .invalid(let issues) = error else {
            Issue.record("a fault of the rules, and not of the JSON")
            return
        }
        #expect(
            issues.map(\.description) == [
                "children[0].children[0].slug: Invalid string: must match pattern /^[a-z]+(-[a-z]+)*$/",
                "children[0].children[0].title: Too small: expected string to have >=1 characters",
                "children[0].children[0].products: Too small: expected number to be >=0",
                "children[0].children[0].children: Invalid input: expected array, received undefined",
                "children[1]: Invalid input: expected object, received number",
            ]
        )
    }

    @Test func boundsTheDepth() {
        let tree = (1...40).reduce("") { tree, _ in
            #"{"slug": "a", "title": "A", "products": 0, "children": [\#(tree)]}"#
        }
        let error = #expect(throws: InvalidInput.self) { try Category.read(tree.utf8) }
        guard case .malformed(let fault) = error else {
            Issue.record("a fault of the JSON, and not of the rules")
            return
        }
        #expect(fault.reason == .tooDeep)
    }
}
