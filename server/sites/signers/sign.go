package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// SignUserToken makes a user token for whoever is signed in: a fresh one for each request. Never send the secret to a browser.
func SignUserToken(secret, siteID, userID string) (string, error) {
	jti := make([]byte, 16)
	if _, err := rand.Read(jti); err != nil {
		return "", err
	}
	claims, err := json.Marshal(map[string]any{
		"sub": userID, "aud": siteID, "exp": time.Now().Unix() + 300, "jti": hex.EncodeToString(jti),
	})
	if err != nil {
		return "", err
	}
	encode := base64.RawURLEncoding.EncodeToString
	text := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode(claims)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(text))
	return text + "." + encode(mac.Sum(nil)), nil
}

// USER_TOKEN_SECRET=... go run sign.go SITE_ID USER_ID
func main() {
	token, err := SignUserToken(os.Getenv("USER_TOKEN_SECRET"), os.Args[1], os.Args[2])
	if err != nil {
		panic(err)
	}
	fmt.Println(token)
}
