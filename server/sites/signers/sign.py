import base64, hashlib, hmac, json, os, secrets, sys, time


def sign_user_token(secret: str, site_id: str, user_id: str) -> str:
    """A user token for whoever is signed in: make a fresh one for each request, and never send the secret to a browser."""
    def encode(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    header = {"alg": "HS256", "typ": "JWT"}
    claims = {"sub": user_id, "aud": site_id, "exp": int(time.time()) + 300, "jti": secrets.token_hex(16)}
    text = ".".join(encode(json.dumps(part).encode()) for part in (header, claims))
    return text + "." + encode(hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest())


# USER_TOKEN_SECRET=... python3 sign.py SITE_ID USER_ID
if __name__ == "__main__":
    print(sign_user_token(os.environ["USER_TOKEN_SECRET"], sys.argv[1], sys.argv[2]))
