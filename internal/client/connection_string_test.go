package client

import (
	"strings"
	"testing"
)

func TestParseConnectionString(t *testing.T) {
	const endpoint = "https://contoso.communication.azure.com"
	for _, good := range []string{
		"endpoint=" + endpoint + "/;accesskey=" + testKey,
		"endpoint=" + endpoint + ";accesskey=" + testKey + ";",
		" AccessKey = " + testKey + " ; ENDPOINT = " + endpoint + "/ ",
	} {
		got, err := ParseConnectionString(good)
		if err != nil || got.Endpoint != endpoint || got.AccessKey != testKey {
			t.Errorf("%q gives %+v, %v", good, got, err)
		}
	}
	for bad, want := range map[string]string{
		"":                                    "no endpoint",
		"endpoint=" + endpoint:                "no accesskey",
		"accesskey=" + testKey:                "no endpoint",
		testKey:                               "key=value",
		testKey + "=x":                        "neither endpoint nor accesskey",
		"endpoint=" + endpoint + ";accesskey": "key=value",
		"endpoint=" + endpoint + ";accesskey=" + testKey + ";accesskey=x": "accesskey more than once",
		"endpoint=" + endpoint + ";accesskey=%%%":                         "not base64",
		"endpoint=http://contoso.example;accesskey=" + testKey:            "https://",
		"endpoint=contoso;accesskey=" + testKey:                           "must be a URL",
	} {
		_, err := ParseConnectionString(bad)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), testKey) {
			t.Errorf("%q gives %v, want %q", bad, err, want)
		}
	}
}

func TestParseEndpoint(t *testing.T) {
	for in, want := range map[string]string{
		"https://contoso.communication.azure.com":   "https://contoso.communication.azure.com",
		"https://contoso.communication.azure.com//": "https://contoso.communication.azure.com",
		"http://127.0.0.1:8087/":                    "http://127.0.0.1:8087",
		"http://[::1]:8087":                         "http://[::1]:8087",
		"http://LOCALHOST":                          "http://LOCALHOST",
		"http://127.8.9.1":                          "http://127.8.9.1",
		"http://contoso.communication.azure.com":    "",
		"http://10.0.0.1":                           "",
		"http://localhost.example":                  "",
		"http://127.0.0.1.example":                  "",
		"http://127.0.0.1@contoso.example":          "",
		"ftp://contoso.communication.azure.com":     "",
		"https://user:pass@contoso.example":         "",
		"https://contoso.example/path":              "",
		"https://contoso.example?x=y":               "",
		"https://contoso.example#x":                 "",
		"https://":                                  "",
		"https://:443":                              "",
		"contoso.communication.azure.com":           "",
		"::":                                        "",
		"":                                          "",
	} {
		got, err := ParseEndpoint(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q gives %q, %v, want %q", in, got, err, want)
		}
	}
}

func FuzzParseConnectionString(f *testing.F) {
	f.Add("endpoint=https://contoso.communication.azure.com/;accesskey=" + testKey)
	f.Add("accesskey=" + testKey + ";endpoint=http://127.0.0.1:8087")
	f.Add("endpoint=;accesskey==;")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseConnectionString(s)
		if err != nil {
			return
		}
		again, err := ParseConnectionString("endpoint=" + got.Endpoint + "/;accesskey=" + got.AccessKey)
		if err != nil || again != got {
			t.Errorf("%q gives %+v, and that %+v, %v", s, got, again, err)
		}
		if u := strings.TrimPrefix(got.Endpoint, "https://"); strings.ContainsAny(u, "@?#") {
			t.Errorf("%q leads to %q", s, got.Endpoint)
		}
	})
}
