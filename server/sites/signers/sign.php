<?php

/** A user token for whoever is signed in: make a fresh one for each request, and never send the secret to a browser. */
function sign_user_token(string $secret, string $siteId, string $userId): string
{
    $encode = fn (string $data): string => rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
    $header = ['alg' => 'HS256', 'typ' => 'JWT'];
    $claims = ['sub' => $userId, 'aud' => $siteId, 'exp' => time() + 300, 'jti' => bin2hex(random_bytes(16))];
    $text = $encode(json_encode($header)) . '.' . $encode(json_encode($claims, JSON_THROW_ON_ERROR));
    return $text . '.' . $encode(hash_hmac('sha256', $text, $secret, true));
}

// USER_TOKEN_SECRET=... php sign.php SITE_ID USER_ID
if (PHP_SAPI === 'cli' && realpath($argv[0]) === __FILE__) {
    echo sign_user_token(getenv('USER_TOKEN_SECRET'), $argv[1], $argv[2]), "\n";
}
