#if HTTP
import Dispatch
import Testing

@testable import MCPServerHTTP

@Suite struct CallHandleTests {
    private let call = CallHandle()
    private let probe = Probe()

    @Test("A call that never waits is over when it has been started on this thread")
    func onThisThread() {
        guard #available(macOS 26, *) else { return }
        call.start(onThisThread: true) { [probe] in probe.note("done") }
        #expect(probe.events == ["done"])
    }

    @Test("A call that never waits does not hold the one who starts it, if not on this thread", .timeLimit(.minutes(1)))
    func onAnotherThread() async {
        call.start { [probe] in
            while probe.events.isEmpty {}
            probe.note("done")
        }
        probe.note("started")
        await probe.wait(for: "done")
    }

    @Test("A call that holds its thread learns that it is cancelled", .timeLimit(.minutes(1)))
    func cancelledWhileRunning() async {
        call.start(onThisThread: true) { [call, probe] in
            DispatchQueue.global().async { call.cancel() }
            while !Task.isCancelled {}
            probe.note("cancelled")
        }
        await probe.wait(for: "cancelled")
    }

    @Test("A call that is cancelled before its start is cancelled from its start")
    func cancelledBefore() async {
        call.cancel()
        call.start { [probe] in probe.note(Task.isCancelled ? "cancelled" : "running") }
        await probe.wait(for: "cancelled")
    }

    @Test("A call that has ended can be cancelled without effect")
    func cancelledAfter() async {
        call.start { [probe] in probe.note("done") }
        await probe.wait(for: "done")
        call.cancel()
        #expect(probe.events == ["done"])
    }
}
#endif
