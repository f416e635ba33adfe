-- Sends the requests of a file in turn; one line each: METHOD, path, authorization, body, between tabs.
local requests = {}
local next = 0

function init(arguments)
    for line in io.lines(arguments[1]) do
        local method, path, authorization, body = line:match("^(%u+)\t([^\t]+)\t([^\t]*)\t(.*)$")
        local headers = {}
        if authorization ~= "" then
            headers["Authorization"] = authorization
        end
        if body ~= "" then
            headers["Content-Type"] = "application/json"
        else
            body = nil
        end
        requests[#requests + 1] = wrk.format(method, path, headers, body)
    end
end

function request()
    next = next + 1
    if next > #requests then
        next = 1
    end
    return requests[next]
end

function done(summary, latency)
    local errors = summary.errors
    print(string.format("FIGURES %d %.6f %.3f %.3f %d %d",
        summary.requests, summary.duration / 1e6,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
