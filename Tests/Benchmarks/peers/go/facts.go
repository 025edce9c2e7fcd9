package main

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/json"
	"os"
	"strconv"
)

// Facts is what the benchmark recorded of Coalitie: the statements of every page, the words, and the
// bytes around the table.
type Facts struct {
	Livez      string
	Files      string
	Database   string
	Today      string
	Keys       map[string]string
	Words      map[string]string
	Languages  map[string]string
	Statements []Statement
	Pages      []Page

	ciphers map[byte]cipher.AEAD
	show    map[string]renderer
}

// Statement is one text of SQL with the columns that it gives.
type Statement struct {
	Role    string
	SQL     string
	Columns []string
	Sealed  []Sealed
}

// Sealed tells where a sealed value of a row stands, and from which column its row's number comes.
type Sealed struct {
	Column int
	Place  string
	ID     int
}

// Page is one address with what it runs; Rows says which template.
type Page struct {
	Path   string
	Kind   string
	Before string
	After  string
	Order  []int64
	Runs   []Run
}

// Run is one statement with its values; an object stands for the hash of the session's token.
type Run struct {
	Statement  int
	Parameters []interface{}
}

func readFacts(path string) (*Facts, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	facts := &Facts{}
	if err := json.Unmarshal(text, facts); err != nil {
		return nil, err
	}
	for _, page := range facts.Pages {
		for _, run := range page.Runs {
			for index, value := range run.Parameters {
				if number, ok := value.(float64); ok {
					run.Parameters[index] = int64(number)
				}
			}
		}
	}
	if err := facts.prepareKeys(); err != nil {
		return nil, err
	}
	return facts, facts.prepareTemplates()
}

func (facts *Facts) prepareKeys() error {
	facts.ciphers = map[byte]cipher.AEAD{}
	for number, text := range facts.Keys {
		key, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			return err
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return err
		}
		box, err := cipher.NewGCM(block)
		if err != nil {
			return err
		}
		small, err := strconv.Atoi(number)
		if err != nil {
			return err
		}
		facts.ciphers[byte(small)] = box
	}
	return nil
}

// open gives the text of a sealed value: format 1, key number, nonce, ciphertext with its tag.
func (facts *Facts) open(sealed []byte, place string, id int64) (string, error) {
	text, err := facts.ciphers[sealed[1]].Open(
		nil, sealed[2:14], sealed[14:], []byte(place+":"+strconv.FormatInt(id, 10)))
	return string(text), err
}
