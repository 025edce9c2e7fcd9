package main

import (
	"fmt"
	"sort"
	"sync"
	"time"
)

// How many failures are told with their address.
const tellAtMost = 5

type results struct {
	lock     sync.Mutex
	times    map[string][]time.Duration
	failures int
	told     []string
}

// Figures are counts and milliseconds of one kind of request.
type Figures struct {
	Count               int
	P50, P99, P999, Max float64
}

func newResults() *results {
	return &results{times: map[string][]time.Duration{}}
}

func (results *results) add(kind, path string, got answer, wanted int, taken time.Duration) {
	if got.err != nil {
		results.fail(path, got.err)
	} else if got.status != wanted {
		results.fail(path, fmt.Errorf("%d instead of %d", got.status, wanted))
	}
	results.lock.Lock()
	defer results.lock.Unlock()
	results.times[kind] = append(results.times[kind], taken)
}

func (results *results) fail(path string, err error) {
	results.lock.Lock()
	defer results.lock.Unlock()
	results.failures++
	if len(results.told) < tellAtMost {
		results.told = append(results.told, fmt.Sprintf("%s: %v", path, err))
	}
}

func (results *results) summary() map[string]interface{} {
	kinds, all := map[string]Figures{}, []time.Duration{}
	for kind, times := range results.times {
		kinds[kind] = figures(times)
		all = append(all, times...)
	}
	return map[string]interface{}{
		"kinds": kinds, "all": figures(all), "failures": results.failures, "told": results.told,
	}
}

func figures(times []time.Duration) Figures {
	sort.Slice(times, func(a, b int) bool { return times[a] < times[b] })
	at := func(share float64) float64 {
		if len(times) == 0 {
			return 0
		}
		return float64(times[int(share*float64(len(times)-1))].Microseconds()) / 1000
	}
	return Figures{len(times), at(0.5), at(0.99), at(0.999), at(1)}
}
