package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// untar returns the files of an archive.
func untar(t *testing.T, archive io.Reader) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for reader := tar.NewReader(archive); ; {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if files[header.Name], err = io.ReadAll(reader); err != nil {
			t.Fatal(err)
		}
	}
}

// follow reads the blob that a descriptor points at, and checks it.
func follow(t *testing.T, files map[string][]byte, d descriptor, target any) []byte {
	t.Helper()
	content, ok := files["blobs/sha256/"+strings.TrimPrefix(d.Digest, "sha256:")]
	if !ok || len(content) != d.Size || digest(content) != d.Digest {
		t.Fatalf("%+v points at %d bytes with digest %s", d, len(content), digest(content))
	}
	if target != nil {
		if err := json.Unmarshal(content, target); err != nil {
			t.Fatal(err)
		}
	}
	return content
}

func TestImage_ProgramInItRunsOnThisMachine(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the image is for linux")
	}
	t.Parallel()
	layout, err := build("1.2.3", []string{runtime.GOARCH})
	if err != nil {
		t.Fatal(err)
	}
	files := untar(t, bytes.NewReader(layout))
	if string(files["oci-layout"]) != `{"imageLayoutVersion":"1.0.0"}` {
		t.Errorf("oci-layout is %s", files["oci-layout"])
	}
	var index, images struct{ Manifests []descriptor }
	if err := json.Unmarshal(files["index.json"], &index); err != nil {
		t.Fatal(err)
	}
	if name := index.Manifests[0].Annotations["org.opencontainers.image.ref.name"]; name != "1.2.3" {
		t.Errorf("the image is named %q", name)
	}
	follow(t, files, index.Manifests[0], &images)
	if got := *images.Manifests[0].Platform; got != (platform{runtime.GOARCH, "linux"}) {
		t.Errorf("the platform is %+v", got)
	}
	var manifest struct {
		Config descriptor
		Layers []descriptor
	}
	follow(t, files, images.Manifests[0], &manifest)
	var config struct {
		Config struct {
			User            string
			Entrypoint, Cmd []string
		}
		Rootfs struct {
			DiffIDs []string `json:"diff_ids"`
		}
	}
	follow(t, files, manifest.Config, &config)
	zipped, err := gzip.NewReader(bytes.NewReader(follow(t, files, manifest.Layers[0], nil)))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(zipped)
	if err != nil || digest(plain) != config.Rootfs.DiffIDs[0] {
		t.Errorf("the layer has the digest %s, want %v (%v)", digest(plain), config.Rootfs.DiffIDs, err)
	}
	if config.Config.User != "65532:65532" || config.Config.Entrypoint[0] != "/chat-emulator" {
		t.Errorf("the configuration is %+v", config.Config)
	}
	program := filepath.Join(t.TempDir(), "chat-emulator")
	if err := os.WriteFile(program, untar(t, bytes.NewReader(plain))["chat-emulator"], 0o700); err != nil { //nolint:gosec // it is run
		t.Fatal(err)
	}
	said, err := exec.CommandContext(context.WithoutCancel(t.Context()), program, "-version").Output()
	if err != nil || string(said) != "chat-emulator 1.2.3\n" {
		t.Errorf("the program says %q (%v)", said, err)
	}
	again, err := build("1.2.3", []string{runtime.GOARCH})
	if err != nil || !bytes.Equal(again, layout) {
		t.Errorf("built again it has other bytes (%v)", err)
	}
}
