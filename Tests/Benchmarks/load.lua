-- Asks for the addresses of a file in turn, each with its cookie, and tells what came.
-- wrk -s load.lua URL -- FILE   (a line is: cookie, tab, address)

local requests = {}
local turn = 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        local cookie, path = line:match("^([^\t]*)\t(.*)$")
        local headers = { ["Host"] = wrk.host .. ":" .. wrk.port }
        if cookie ~= "" then headers["Cookie"] = cookie end
        requests[#requests + 1] = wrk.format("GET", path, headers)
    end
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        "RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration, summary.bytes,
        latency:percentile(50), latency:percentile(99),
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
