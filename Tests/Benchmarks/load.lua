-- Asks for the addresses of a file in turn, with the cookie on its first line, and tells what came.
-- wrk -s load.lua URL -- FILE

local requests = {}
local turn = 0

function init(arguments)
    local lines = {}
    for line in io.lines(arguments[1]) do lines[#lines + 1] = line end
    local headers = { ["Host"] = wrk.host .. ":" .. wrk.port }
    if lines[1] ~= "" then headers["Cookie"] = lines[1] end
    for index = 2, #lines do
        requests[#requests + 1] = wrk.format("GET", lines[index], headers)
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
