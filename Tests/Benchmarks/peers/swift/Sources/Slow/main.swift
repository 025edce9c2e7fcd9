import Foundation
import HTTP

// The server of Coalitie with one handler that is quick and one that takes 100 ms on the same lane,
// which the website itself does not have.
let page = String(repeating: "een regel tekst van een pagina\n", count: 200)
let server = Server(Server.Configuration(), files: nil) { _ in
    .run(lane: .normal, bodyLimit: 1 << 16)
} respond: { request in
    if request.path == "/slow" { Thread.sleep(forTimeInterval: 0.1) }
    return .text(page)
}
print("http://127.0.0.1:\(try server.start())")
fflush(nil)
dispatchMain()
