require 'base64'
require 'json'
require 'openssl'
require 'securerandom'

# A user token for whoever is signed in: make a fresh one for each request, and never send the secret to a browser.
def sign_user_token(secret, site_id, user_id)
  encode = ->(data) { Base64.urlsafe_encode64(data, padding: false) }
  header = { alg: 'HS256', typ: 'JWT' }
  claims = { sub: user_id, aud: site_id, exp: Time.now.to_i + 300, jti: SecureRandom.hex(16) }
  text = [header, claims].map { |part| encode.call(JSON.generate(part)) }.join('.')
  "#{text}.#{encode.call(OpenSSL::HMAC.digest('SHA256', secret, text))}"
end

# USER_TOKEN_SECRET=... ruby sign.rb SITE_ID USER_ID
puts sign_user_token(ENV.fetch('USER_TOKEN_SECRET'), ARGV[0], ARGV[1]) if $PROGRAM_NAME == __FILE__
