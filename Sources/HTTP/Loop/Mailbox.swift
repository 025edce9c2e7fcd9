import Synchronization

/// Hands what workers have finished to the loop, and wakes the loop only if it sleeps and must not.
final class Mailbox<Letter: Sendable>: Sendable {
    private struct State {
        var letters: [Letter] = []
        var isAwake = false
    }

    private let state = Mutex(State())

    /// True when the loop sleeps and has to be woken by the caller. A letter that is not urgent
    /// waits until something else wakes the loop.
    func post(_ letter: Letter, isUrgent: Bool) -> Bool {
        state.withLock { state in
            state.letters.append(letter)
            guard isUrgent, !state.isAwake else { return false }
            state.isAwake = true
            return true
        }
    }

    /// What was posted since; the loop counts as awake from now on.
    func collect() -> [Letter] {
        state.withLock { state in
            state.isAwake = true
            guard !state.letters.isEmpty else { return [] }
            let letters = state.letters
            state.letters = []
            return letters
        }
    }

    /// False when there are letters, so that the loop must not sleep.
    func sleeps() -> Bool {
        state.withLock { state in
            state.isAwake = !state.letters.isEmpty
            return !state.isAwake
        }
    }
}
