<?php
/**
 * Installs a WordPress with the plugin and a few posts, and prints their numbers: php site.php FOLDER URL
 */

list( , $folder, $url ) = $argv;
$_SERVER['HTTP_HOST']       = parse_url( $url, PHP_URL_HOST ) . ':' . parse_url( $url, PHP_URL_PORT );
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD']  = 'GET';
define( 'WP_INSTALLING', true );

require_once "$folder/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

// Nobody is written to.
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'Harbour News', 'editor', 'editor@site.example', true, '', 'harbour' );
update_option( 'siteurl', $url );
update_option( 'home', $url );
switch_theme( 'twentytwentythree' );
$failed = activate_plugin( 'article-widget/article-widget.php' );
if ( is_wp_error( $failed ) ) {
	fwrite( STDERR, $failed->get_error_message() . "\n" );
	exit( 1 );
}
do_action( 'init' );

function write( $title, $content ) {
	$made = wp_insert_post( wp_slash( array( 'post_title' => $title, 'post_content' => $content, 'post_status' => 'publish' ) ), true );
	if ( is_wp_error( $made ) ) {
		fwrite( STDERR, $made->get_error_message() . "\n" );
		exit( 1 );
	}
	return $made;
}

wp_set_current_user( 1 );
$story  = write( 'Night ferry returns after eleven years', '<!-- wp:paragraph --><p>She sailed at <strong>eight</strong>.</p><!-- /wp:paragraph -->' );
$source = "/?rest_route=/wp/v2/posts/$story&_embed=1";
$author = wp_insert_user( array( 'user_login' => 'author', 'user_pass' => 'harbour', 'role' => 'author' ) );
$posts  = array(
	'story'     => $story,
	'shortcode' => write( 'A shortcode', '[article-widget src="' . $source . '" theme="dark" heading-level="3"]The story itself[/article-widget]' ),
	'block'     => write( 'A block', '<!-- wp:article-widget/article ' . wp_json_encode( array( 'src' => $source, 'theme' => 'sepia' ) ) . ' /-->' ),
);
// An author may write no HTML that posts may not hold.
wp_set_current_user( $author );
kses_init();
$posts['tag'] = write( 'A tag', '<p>Before.</p><article-widget src="' . $source . '" onclick="alert(1)"></article-widget>' );
echo wp_json_encode( $posts );
