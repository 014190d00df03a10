import MCPServer

/// The texts that are validated.
struct Inputs {
    /// The arguments of `calculate`, 47 bytes.
    let calculate = Array(#"{"expression": "(12 + 3.5) * -(4 - 6.25) / 10"}"#.utf8)
    /// The arguments of `place_order`, 2 KB.
    let order: [UInt8]
    /// The arguments of `place_orders`, 1 MB.
    let orders: [UInt8]

    init() {
        order = Self.order(1)
        var number = 0
        var size = 0
        var texts: [[UInt8]] = []
        while size < 1_000_000 {
            texts.append(Self.order(number))
            size += texts[number].count + 1
            number += 1
        }
        orders = Array(#"{"orders":["#.utf8) + texts.joined(separator: [UInt8(ascii: ",")]) + Array("]}".utf8)
    }

    private static func order(_ number: Int) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        func text(_ key: StaticString, _ value: String) {
            json.writeKey(key)
            json.write(value)
        }
        text("id", "0b9d3c1e-7a52-4c8f-9e6d-\(digits(number, 12))")
        text("email", "customer.\(number)@shop.example.com")
        text("createdAt", "2026-03-\(digits(number % 28 + 1, 2))T12:\(digits(number % 60, 2)):07.250Z")
        text("currency", ["EUR", "USD", "GBP", "JPY"][number % 4])
        json.writeKey("priority")
        json.write(number % 5 + 1)
        json.writeKey("total")
        json.write(1289.5 + Double(number) / 4)
        text("coupon", "SAVE-\(digits(number, 4))")
        json.writeKey("gift")
        json.write(number % 3 == 0)
        text("note", "Please leave the parcel with the neighbours – the bell is out of order.\nThank you!")
        json.writeKey("address")
        json.beginObject()
        text("name", "Jürgen Müller-Lüdenscheidt")
        text("street", "\(number % 200 + 1) Long Acre Road")
        text("city", "Garmisch-Partenkirchen")
        text("postalCode", digits(number * 37, 5))
        text("country", "DE")
        json.endObject()
        json.writeKey("labels")
        json.beginArray()
        for label in ["fragile", "express", "signature required"] { json.write(label) }
        json.endArray()
        json.writeKey("lines")
        json.beginArray()
        for line in 0..<13 {
            json.beginObject()
            text("sku", "ABC-\(digits(number * 10 + line, 6))")
            text("title", "\(titles[(number + line) % titles.count]), pack of \(line + 1)")
            json.writeKey("quantity")
            json.write((number + line * 7) % 12 + 1)
            json.writeKey("unitPrice")
            json.write(Double((number * 31 + line * 457) % 9000) / 100)
            json.writeKey("weights")
            json.beginArray()
            for part in 0...line % 4 { json.write(0.125 * Double(part * 3 + line + 1)) }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    private static let titles = [
        "Stainless steel screws 4 x 40 mm", "Oak shelf board", "Wall plugs", "LED bulb, warm white, E27",
        "Acrylic paint, signal red, 750 ml", "Sandpaper, grit 120", "Cordless drill",
    ]

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text.suffix(count)
    }
}
