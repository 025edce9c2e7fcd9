import Synchronization

/// A response that is always the same, whose head is put together once; for one server only.
public final class StandingResponse: Sendable {
    private let response: Response
    private let answer = Mutex<Answer?>(nil)

    /// The response as it would be given each time.
    public init(_ response: Response) {
        self.response = response
    }

    func answer(isHead: Bool, _ finishing: Finishing) -> Answer {
        var answer = answer.withLock { known in
            let answer = known ?? finishing.answer(response, isHead: false)
            known = answer
            return answer
        }
        if isHead { answer.part = 0..<0 }
        return answer
    }
}
