// Command image writes chat-emulator as an OCI image layout, without a daemon: for linux on amd64 and arm64, nothing in
// it but the program. The same sources give the same bytes. skopeo, podman and docker load read it.
//
//	go run ./scripts/image -version 1.2.3 -out dist/chat-emulator.tar
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// descriptor points at a blob, as the OCI image specification has it.
type descriptor struct {
	MediaType   string            `json:"mediaType"`
	Digest      string            `json:"digest"`
	Size        int               `json:"size"`
	Platform    *platform         `json:"platform,omitempty"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

type platform struct {
	Architecture string `json:"architecture"`
	OS           string `json:"os"`
}

const mediaType = "application/vnd.oci.image."

func main() {
	version := flag.String("version", "dev", "what chat-emulator -version prints, and the image's tag")
	out := flag.String("out", "dist/chat-emulator.tar", "the file to write")
	flag.Parse()
	layout, err := build(*version, []string{"amd64", "arm64"})
	if err == nil {
		err = os.MkdirAll(filepath.Dir(*out), 0o755)
	}
	if err == nil {
		err = os.WriteFile(*out, layout, 0o644) //nolint:gosec // everybody may read it
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "image:", err)
		os.Exit(1)
	}
	fmt.Println("Wrote", *out)
}

// build returns the layout of an image with a manifest for each architecture.
func build(version string, architectures []string) ([]byte, error) {
	var files bytes.Buffer
	layout := &layoutWriter{to: tar.NewWriter(&files)}
	var manifests []descriptor
	for _, architecture := range architectures {
		program, err := compile(version, architecture)
		if err != nil {
			return nil, err
		}
		manifest, err := layout.image(program, version, architecture)
		if err != nil {
			return nil, err
		}
		manifests = append(manifests, manifest)
	}
	// The named entry is an index of its own: readers choose an image by name first, and by platform then.
	index := layout.json(mediaType+"index.v1+json", map[string]any{
		"schemaVersion": 2, "mediaType": mediaType + "index.v1+json", "manifests": manifests,
	})
	index.Annotations = map[string]string{
		"org.opencontainers.image.ref.name": version, "io.containerd.image.name": "chat-emulator:" + version,
	}
	layout.file("oci-layout", []byte(`{"imageLayoutVersion":"1.0.0"}`), 0o644)
	layout.file("index.json", layout.encode(map[string]any{
		"schemaVersion": 2, "mediaType": mediaType + "index.v1+json", "manifests": []descriptor{index},
	}), 0o644)
	if layout.err == nil {
		layout.err = layout.to.Close()
	}
	return files.Bytes(), layout.err
}

// compile builds the program, without C and without paths of this machine.
func compile(version, architecture string) ([]byte, error) {
	folder, err := os.MkdirTemp("", "image")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "chat-emulator")
	command := exec.Command("go", "build", "-trimpath", //nolint:noctx // a build is waited for
		"-buildvcs=false", "-ldflags", "-s -w -X main.version="+version, "-o", file,
		"github.com/terraform-acs/terraform-provider-chat/cmd/chat-emulator")
	command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH="+architecture)
	command.Stderr = os.Stderr
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("building for %s: %w", architecture, err)
	}
	return os.ReadFile(file)
}

// layoutWriter writes an image layout. Its first error is kept, and what comes after it is not written.
type layoutWriter struct {
	to      *tar.Writer
	err     error
	written map[string]bool
}

// image writes the image of a program and returns its manifest.
func (l *layoutWriter) image(program []byte, version, architecture string) (descriptor, error) {
	plain, compressed, err := layer(program)
	if err != nil {
		return descriptor{}, err
	}
	config := l.json(mediaType+"config.v1+json", map[string]any{
		"architecture": architecture, "os": "linux",
		"config": map[string]any{
			// Nobody's user id. -addr 0.0.0.0 is this container's network only; the page and -admin still answer to
			// this container alone, unless -host names it.
			"User": "65532:65532", "Entrypoint": []string{"/chat-emulator"}, "Cmd": []string{"-addr", "0.0.0.0:8087"},
			"ExposedPorts": map[string]any{"8087/tcp": map[string]any{}}, "WorkingDir": "/",
			"Labels": map[string]string{
				"org.opencontainers.image.title": "chat-emulator", "org.opencontainers.image.version": version,
				"org.opencontainers.image.licenses": "MIT",
			},
		},
		"rootfs": map[string]any{"type": "layers", "diff_ids": []string{digest(plain)}},
	})
	manifest := l.json(mediaType+"manifest.v1+json", map[string]any{
		"schemaVersion": 2, "mediaType": mediaType + "manifest.v1+json", "config": config,
		"layers": []descriptor{l.blob(mediaType+"layer.v1.tar+gzip", compressed)},
	})
	manifest.Platform = &platform{Architecture: architecture, OS: "linux"}
	return manifest, l.err
}

// layer returns the only layer of an image, plain and compressed: the program, and a folder for data.
func layer(program []byte) (plain, compressed []byte, err error) {
	var files, packed bytes.Buffer
	l := &layoutWriter{to: tar.NewWriter(&files)}
	l.header(&tar.Header{Name: "data/", Typeflag: tar.TypeDir, Mode: 0o755, Uid: 65532, Gid: 65532})
	l.file("chat-emulator", program, 0o755)
	if l.err == nil {
		l.err = l.to.Close()
	}
	if l.err != nil {
		return nil, nil, l.err
	}
	zipped := gzip.NewWriter(&packed)
	if _, err := zipped.Write(files.Bytes()); err != nil {
		return nil, nil, err
	}
	if err := zipped.Close(); err != nil {
		return nil, nil, err
	}
	return files.Bytes(), packed.Bytes(), nil
}

// json writes a value as a blob.
func (l *layoutWriter) json(mediaType string, value any) descriptor {
	return l.blob(mediaType, l.encode(value))
}

func (l *layoutWriter) encode(value any) []byte {
	text, err := json.Marshal(value) // keys in order
	if l.err == nil {
		l.err = err
	}
	return text
}

// blob writes bytes under their digest.
func (l *layoutWriter) blob(mediaType string, content []byte) descriptor {
	found := descriptor{MediaType: mediaType, Digest: digest(content), Size: len(content)}
	l.file("blobs/sha256/"+found.Digest[len("sha256:"):], content, 0o644)
	return found
}

// file writes a file once.
func (l *layoutWriter) file(name string, content []byte, mode int64) {
	if l.written[name] {
		return
	}
	if l.written == nil {
		l.written = map[string]bool{}
	}
	l.written[name] = true
	l.header(&tar.Header{Name: name, Typeflag: tar.TypeReg, Mode: mode, Size: int64(len(content))})
	if l.err == nil {
		_, l.err = l.to.Write(content)
	}
}

func (l *layoutWriter) header(header *tar.Header) {
	header.ModTime, header.Format = time.Unix(0, 0), tar.FormatUSTAR
	if l.err == nil {
		l.err = l.to.WriteHeader(header)
	}
}

func digest(content []byte) string { return fmt.Sprintf("sha256:%x", sha256.Sum256(content)) }
