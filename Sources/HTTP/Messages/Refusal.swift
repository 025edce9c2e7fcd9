/// Why a request got no answer of the program's own; every case is thrown at one place only.
///
/// The raw value stands in the answer and in the access log and leads from there to this list.
public enum Refusal: String, Sendable, Error, CaseIterable, Hashable {
    // MARK: Request line

    /// RFC 9112 section 2.2: a line ends in CRLF; a bare LF is refused.
    case bareLineFeed = "H001"
    /// RFC 9112 section 2.2: a CR that no LF follows makes the message invalid.
    case bareCarriageReturn = "H002"
    /// RFC 9112 section 3: `method SP request-target SP HTTP-version`, single spaces.
    case requestLineShape = "H003"
    /// RFC 9112 section 3: a request line that is longer than the limit.
    case requestLineTooLong = "H004"
    /// RFC 9110 section 9.1: the method is not a token.
    case methodNotToken = "H005"
    /// RFC 9110 sections 9.1, 9.3.6 and 9.3.8: an unknown method, TRACE or CONNECT.
    case methodNotImplemented = "H006"
    /// RFC 9112 section 2.3: not `HTTP/digit.digit`.
    case versionShape = "H007"
    /// RFC 9110 section 15.6.6: another major version than 1.
    case versionNotSupported = "H008"
    /// RFC 9112 section 2.2: more than one empty line before the request line.
    case emptyLines = "H009"

    // MARK: Target

    /// RFC 3986 section 2: a byte that is not visible ASCII in the target.
    case targetByte = "H010"
    /// RFC 9112 section 3.2.1: a fragment is no part of a request target.
    case targetFragment = "H011"
    /// RFC 9112 section 3.2: neither origin form nor an http(s) absolute form.
    case targetForm = "H012"
    /// RFC 9112 section 3.2.4: `*` is for OPTIONS only.
    case asteriskWithoutOptions = "H013"
    /// RFC 3986 section 2.1: a percent sign without two hexadecimal digits.
    case percentEncoding = "H014"
    /// RFC 3629 section 3: a decoded path that is not UTF-8.
    case pathNotUnicode = "H015"
    /// RFC 9110 section 17.3: a control byte in the decoded path.
    case pathControlByte = "H016"
    /// RFC 3986 section 5.2.4: dot segments that climb above the root.
    case pathClimbs = "H017"
    /// RFC 9112 section 3.2.2: the authority of an absolute form is not a host.
    case targetAuthority = "H018"
    /// RFC 9112 section 3.2: the target names another host than the Host field.
    case hostDiffersFromTarget = "H019"

    // MARK: Fields

    /// RFC 9112 section 5.2: a folded line.
    case foldedLine = "H020"
    /// RFC 9112 section 5.1: a line without a colon.
    case fieldWithoutColon = "H021"
    /// RFC 9112 section 5.1: white space before the colon.
    case blankBeforeColon = "H022"
    /// RFC 9110 section 5.1: a field name that is not a token.
    case fieldNameNotToken = "H023"
    /// RFC 9110 section 5.5: a control byte in a field value.
    case fieldValueByte = "H024"
    /// RFC 6585 section 5: the head is longer than the limit.
    case headTooLong = "H025"
    /// RFC 6585 section 5: more fields than the limit.
    case tooManyFields = "H026"
    /// RFC 9112 section 3.2: HTTP/1.1 without a Host.
    case hostMissing = "H027"
    /// RFC 9112 section 3.2: more than one Host.
    case hostTwice = "H028"
    /// RFC 9110 section 7.2: a Host that is not `uri-host [":" port]`.
    case hostInvalid = "H029"
    /// RFC 9110 section 10.1.1: an expectation other than 100-continue.
    case expectationUnknown = "H030"

    // MARK: Framing

    /// RFC 9112 section 6.3: more than one Content-Length.
    case contentLengthTwice = "H031"
    /// RFC 9110 section 8.6: a Content-Length that is not digits only.
    case contentLengthInvalid = "H032"
    /// RFC 9112 section 6.1: Content-Length together with Transfer-Encoding.
    case lengthWithTransferEncoding = "H033"
    /// RFC 9112 section 6.1: more than one Transfer-Encoding line.
    case transferEncodingTwice = "H034"
    /// RFC 9112 section 6.3: a Transfer-Encoding that does not end in one chunked.
    case transferEncodingInvalid = "H035"
    /// RFC 9112 section 6.1: a transfer coding other than chunked.
    case transferCodingUnknown = "H036"
    /// RFC 9112 section 6.1: Transfer-Encoding in HTTP/1.0.
    case transferEncodingInOldVersion = "H037"
    /// RFC 9110 section 15.5.14: the body is longer than this route takes.
    case bodyTooLong = "H038"
    /// RFC 9112 section 7.1: a chunk size that is not 1 to 16 hexadecimal digits.
    case chunkSize = "H039"
    /// RFC 9112 section 7.1.1: a chunk extension that does not follow the grammar.
    case chunkExtension = "H040"
    /// RFC 9112 section 7.1.1: chunk extensions beyond the limit.
    case chunkExtensionsTooLong = "H041"
    /// RFC 9112 section 7.1: chunk data that no CRLF follows.
    case chunkEnd = "H042"
    /// RFC 9112 section 7.1.2: trailers beyond the limits of a head.
    case trailersTooLong = "H043"
    /// RFC 9112 section 8: the client ended its side within a request.
    case incomplete = "H044"
    /// RFC 9110 section 6.5.1: a trailer that would change framing or routing.
    case trailerForbidden = "H045"

    // MARK: Load and time

    /// RFC 9110 section 15.5.9: the head did not arrive in time.
    case headTooSlow = "H050"
    /// RFC 9110 section 15.5.9: the body did not arrive in time.
    case bodyTooSlow = "H051"
    /// RFC 9110 section 15.6.4: the queue of the workers is full.
    case queueFull = "H052"
    /// RFC 9110 section 15.6.4: all request bodies together hold too much memory.
    case bodiesTooLarge = "H053"
    /// RFC 9110 section 15.6.4: every connection is busy, or descriptors ran out.
    case tooManyConnections = "H054"
}
