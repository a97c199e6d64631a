/// The version of the service and the tag of its image: `scripts/build-images.sh` reads it here, and the
/// `.env` files name the version that each environment runs.
package let version = "0.1.0"
