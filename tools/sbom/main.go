// Command sbom writes the software bill of materials of a release archive, as an SPDX 2.3 document in JSON: the Go
// modules that the program in it was built from, as the Go linker recorded them.
//
//	sbom ARCHIVE.zip DOCUMENT.spdx.json
package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	spdxjson "github.com/spdx/tools-golang/json"
	"github.com/spdx/tools-golang/spdx"
	"github.com/spdx/tools-golang/spdx/v2/common"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: sbom ARCHIVE.zip DOCUMENT.spdx.json")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func write(archive, to string) error {
	content, err := os.ReadFile(archive)
	if err != nil {
		return err
	}
	info, err := programIn(content)
	if err != nil {
		return fmt.Errorf("%s: %w", archive, err)
	}
	var text bytes.Buffer
	if err := spdxjson.Write(document(filepath.Base(archive), content, info), &text, spdxjson.Indent("  ")); err != nil {
		return err
	}
	return os.WriteFile(to, text.Bytes(), 0o644)
}

// programIn returns what the linker recorded in the one Go program of an archive.
func programIn(archive []byte) (*buildinfo.BuildInfo, error) {
	reader, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	for _, file := range reader.File {
		opened, err := file.Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(opened)
		if err = errors.Join(err, opened.Close()); err != nil {
			return nil, err
		}
		if info, err := buildinfo.Read(bytes.NewReader(content)); err == nil {
			return info, nil
		}
	}
	return nil, errors.New("there is no Go program in it")
}

// document depends on nothing but the archive, so it is the same whoever makes it.
func document(name string, archive []byte, info *buildinfo.BuildInfo) *spdx.Document {
	sum := sha256.Sum256(archive)
	digest := hex.EncodeToString(sum[:])
	program := &spdx.Package{
		PackageName: name, PackageSPDXIdentifier: "Package", PackageVersion: info.Main.Version,
		PackageDownloadLocation: "https://" + info.Main.Path,
		PackageLicenseDeclared:  "MIT", PackageLicenseConcluded: "NOASSERTION",
		PackageCopyrightText: "NOASSERTION", PackageChecksums: []common.Checksum{{Algorithm: common.SHA256, Value: digest}},
	}
	made := &spdx.Document{
		SPDXVersion: spdx.Version, DataLicense: spdx.DataLicense, SPDXIdentifier: "DOCUMENT", DocumentName: name,
		DocumentNamespace: "https://" + info.Main.Path + "/spdx/" + name + "-" + digest,
		CreationInfo: &spdx.CreationInfo{
			Created:  committedOn(info),
			Creators: []common.Creator{{CreatorType: "Tool", Creator: "sbom"}},
		},
		Packages:      []*spdx.Package{program, module(&debug.Module{Path: "stdlib", Version: info.GoVersion})},
		Relationships: []*spdx.Relationship{relation("DOCUMENT", common.TypeRelationshipDescribe, "Package")},
	}
	for _, dependency := range info.Deps {
		if dependency.Replace != nil {
			dependency = dependency.Replace
		}
		made.Packages = append(made.Packages, module(dependency))
	}
	for _, part := range made.Packages[1:] {
		made.Relationships = append(
			made.Relationships,
			relation("Package", common.TypeRelationshipDependsOn, part.PackageSPDXIdentifier),
		)
	}
	return made
}

func module(m *debug.Module) *spdx.Package {
	id := strings.NewReplacer("/", "-", "@", "-", "_", "-", "+", "-", "~", "-").
		Replace("Module-" + m.Path + "-" + m.Version)
	purl := "pkg:golang/" + m.Path + "@" + m.Version
	return &spdx.Package{
		PackageName: m.Path, PackageSPDXIdentifier: common.ElementID(id), PackageVersion: m.Version,
		PackageDownloadLocation: "NOASSERTION",
		PackageLicenseDeclared:  "NOASSERTION", PackageLicenseConcluded: "NOASSERTION", PackageCopyrightText: "NOASSERTION",
		PackageExternalReferences: []*spdx.PackageExternalReference{{
			Category: common.CategoryPackageManager, RefType: common.TypePackageManagerPURL, Locator: purl,
		}},
	}
}

func relation(from common.ElementID, kind string, to common.ElementID) *spdx.Relationship {
	return &spdx.Relationship{
		RefA: common.MakeDocElementID("", string(from)), Relationship: kind, RefB: common.MakeDocElementID("", string(to)),
	}
}

// committedOn returns when the source was committed: two builds of one commit have the same document.
func committedOn(info *buildinfo.BuildInfo) string {
	for _, setting := range info.Settings {
		if setting.Key == "vcs.time" {
			return setting.Value
		}
	}
	return "1970-01-01T00:00:00Z"
}
