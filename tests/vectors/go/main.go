// Checks what Parley signs about a journal with software that has never heard of Parley: golang.org/x/mod, unmodified, as
// Debian ships it. Reads one JSON document from standard input; says what is wrong on standard error and exits with 1.
//
//	apt-get install golang-go golang-golang-x-mod-dev
//	GO111MODULE=off GOPATH=/usr/share/gocode go build -o check tests/vectors/go/main.go
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type witness struct {
	Name string
	Key  []byte
}

// document is what go-log.test.ts writes. Byte strings are base 64.
type document struct {
	Origin      string
	LogKey      []byte
	Witnesses   []witness
	Older       string
	Newer       string
	Consistency [][]byte
	Entry       []byte
	Index       int64
	Inclusion   [][]byte
	ProofFile   string
}

type head struct {
	size int64
	root tlog.Hash
}

// cosigner verifies signatures of type 0x04 (C2SP tlog-cosignature), which x/mod does not know by itself.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }

func (c cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	seconds := binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", seconds, text)
	return ed25519.Verify(c.key, []byte(message), signature[8:])
}

func newCosigner(w witness) cosigner {
	typed := append([]byte(w.Name+"\n\x04"), w.Key...)
	sum := sha256.Sum256(typed)
	return cosigner{w.Name, binary.BigEndian.Uint32(sum[:4]), ed25519.PublicKey(w.Key)}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var doc document
	if err := json.NewDecoder(os.Stdin).Decode(&doc); err != nil {
		return err
	}
	older, err := open(doc, doc.Older)
	if err != nil {
		return fmt.Errorf("older checkpoint: %w", err)
	}
	newer, err := open(doc, doc.Newer)
	if err != nil {
		return fmt.Errorf("newer checkpoint: %w", err)
	}
	consistency, err := hashes(doc.Consistency)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(consistency, newer.size, newer.root, older.size, older.root); err != nil {
		return fmt.Errorf("consistency: %w", err)
	}
	inclusion, err := hashes(doc.Inclusion)
	if err != nil {
		return err
	}
	leaf := tlog.RecordHash(doc.Entry)
	if err := tlog.CheckRecord(inclusion, newer.size, newer.root, doc.Index, leaf); err != nil {
		return fmt.Errorf("inclusion: %w", err)
	}
	return checkProofFile(doc, leaf)
}

// open demands the signature of the log key and of every witness.
func open(doc document, text string) (head, error) {
	vkey, err := note.NewEd25519VerifierKey(doc.Origin, ed25519.PublicKey(doc.LogKey))
	if err != nil {
		return head{}, err
	}
	log, err := note.NewVerifier(vkey)
	if err != nil {
		return head{}, err
	}
	known := []note.Verifier{log}
	for _, w := range doc.Witnesses {
		known = append(known, newCosigner(w))
	}
	opened, err := note.Open([]byte(text), note.VerifierList(known...))
	if err != nil {
		return head{}, err
	}
	if len(opened.Sigs) != len(known) || len(opened.UnverifiedSigs) != 0 {
		return head{}, fmt.Errorf("%d of %d signatures", len(opened.Sigs), len(known))
	}
	return parseHead(doc.Origin, opened.Text)
}

func parseHead(origin, text string) (head, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[0] != origin || lines[3] != "" {
		return head{}, errors.New("not three lines under the expected origin")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return head{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return head{size, root}, err
}

// checkProofFile reads the text of C2SP tlog-proof, which x/mod does not know either.
func checkProofFile(doc document, leaf tlog.Hash) error {
	parts := strings.SplitN(doc.ProofFile, "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) != 2 || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("proof file: not in its form")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return fmt.Errorf("proof file: %w", err)
	}
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return fmt.Errorf("proof file: %w", err)
		}
		path = append(path, hash)
	}
	checkpoint, err := open(doc, parts[1])
	if err != nil {
		return fmt.Errorf("proof file: %w", err)
	}
	if err := tlog.CheckRecord(path, checkpoint.size, checkpoint.root, index, leaf); err != nil {
		return fmt.Errorf("proof file: %w", err)
	}
	return nil
}

func hashes(raw [][]byte) ([]tlog.Hash, error) {
	var all []tlog.Hash
	for _, one := range raw {
		hash, err := tlog.ParseHash(base64.StdEncoding.EncodeToString(one))
		if err != nil {
			return nil, err
		}
		all = append(all, hash)
	}
	return all, nil
}
