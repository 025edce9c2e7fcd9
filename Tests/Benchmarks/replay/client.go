package main

import (
	"compress/gzip"
	"errors"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// client keeps connections open as a proxy in front of the server does, and gives them up before the
// server would close them.
type client struct {
	origin string
	http   *http.Client
}

type answer struct {
	status   int
	text     string
	location string
	// note is the cookie that shows on the next page what was done.
	note string
	err  error
}

func newClient(origin string) *client {
	return &client{origin: origin, http: &http.Client{
		Transport: &http.Transport{
			MaxIdleConnsPerHost: 512, MaxIdleConns: 512, IdleConnTimeout: 10 * time.Second,
			DisableCompression: true,
		},
		Timeout: 30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		},
	}}
}

// request gives the text of a form only: nothing else has to be unpacked.
func (client *client) request(method, path, cookie string, form url.Values) answer {
	request, err := http.NewRequest(method, client.origin+path, strings.NewReader(form.Encode()))
	if err != nil {
		return answer{err: err}
	}
	request.Header.Set("Cookie", cookie)
	request.Header.Set("Accept-Encoding", "gzip")
	if method == "POST" {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set("Origin", client.origin)
	}
	response, err := client.http.Do(request)
	if err != nil {
		return answer{err: err}
	}
	defer response.Body.Close()
	got := answer{status: response.StatusCode, location: response.Header.Get("Location")}
	for _, one := range response.Cookies() {
		if one.Name == "__Host-note" {
			got.note = "; " + one.Name + "=" + one.Value
		}
	}
	got.text, got.err = body(response, strings.HasSuffix(strings.SplitN(path, "?", 2)[0], "/new"))
	return got
}

func body(response *http.Response, isWanted bool) (string, error) {
	if !isWanted {
		_, err := io.Copy(io.Discard, response.Body)
		return "", err
	}
	reader := io.Reader(response.Body)
	if response.Header.Get("Content-Encoding") == "gzip" {
		unpacked, err := gzip.NewReader(response.Body)
		if err != nil {
			return "", err
		}
		reader = unpacked
	}
	text, err := io.ReadAll(reader)
	return string(text), err
}

// filled is a form with everything that a browser would send.
type filled struct {
	action string
	values url.Values
}

var (
	forms      = regexp.MustCompile(`(?s)<form\b([^>]*)>(.*?)</form>`)
	inputs     = regexp.MustCompile(`<input\b[^>]*>`)
	selections = regexp.MustCompile(`(?s)<select\b([^>]*)>(.*?)</select>`)
	chosen     = regexp.MustCompile(`<option\b[^>]*\bselected\b[^>]*>`)
	attributes = regexp.MustCompile(`([a-z-]+)(?:="([^"]*)")?`)
)

// fill reads the form that can be sent once only, leaves what is in it, and sets the fields.
func fill(page string, fields map[string]string) (*filled, error) {
	for _, form := range forms.FindAllStringSubmatch(page, -1) {
		if !strings.Contains(form[2], `name="once"`) {
			continue
		}
		values := url.Values{}
		for _, input := range inputs.FindAllString(form[2], -1) {
			read := named(input)
			_, isChecked := read["checked"]
			if choice := read["type"] == "radio" || read["type"] == "checkbox"; !choice || isChecked {
				values.Add(read["name"], read["value"])
			}
		}
		for _, list := range selections.FindAllStringSubmatch(form[2], -1) {
			values.Add(named(list[1])["name"], named(chosen.FindString(list[2]))["value"])
		}
		for name, value := range fields {
			values.Set(name, value)
		}
		return &filled{named(form[1])["action"], values}, nil
	}
	return nil, errors.New("there is no form to send")
}

func named(tag string) map[string]string {
	read := map[string]string{}
	for _, pair := range attributes.FindAllStringSubmatch(tag, -1) {
		read[pair[1]] = html.UnescapeString(pair[2])
	}
	return read
}
