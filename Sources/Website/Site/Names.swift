import Coalition
import HTTP

/// In this module a refusal is the domain's; the server's own never reach it.
typealias Refusal = Coalition.Refusal
typealias Task = Coalition.Task
